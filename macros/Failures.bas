Option Explicit
Option Private Module

Private Const LONGEST_REPORT As Long = 300

' Takes the place of xlwings' own procedure of this name, which shows the whole traceback.
Public Sub ShowError(FileName As String, Optional Message As String = "")
    Dim report As String

    report = Message
    If report = "" Then report = ReadFile(FileName)
    Tell Explained(report)
End Sub

' What Python's report means, in one sentence.
Public Function Explained(ByVal report As String) As String
    If InStr(report, "No module named 'xl_addin'") > 0 Or InStr(report, "No module named 'xlwings'") > 0 Then
        Explained = TextOf("no_package")
    ElseIf InStr(report, "Traceback") > 0 Then
        Explained = Replace(TextOf("failed"), "{1}", LastLine(report))
    Else
        ' Not from Python itself: the system says why it did not start, in a line or two.
        Explained = Replace(TextOf("failed"), "{1}", Left$(report, LONGEST_REPORT))
    End If
End Function

' A traceback ends with the line that says what is wrong.
Private Function LastLine(ByVal report As String) As String
    Dim lines As Variant
    Dim place As Long

    lines = Split(Replace(report, vbCr, ""), vbLf)
    For place = UBound(lines) To LBound(lines) Step -1
        If Trim$(lines(place)) <> "" Then
            LastLine = Trim$(lines(place))
            Exit Function
        End If
    Next place
End Function
