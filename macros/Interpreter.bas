Option Explicit
Option Private Module

' What keeps Excel from starting the Python that is configured, in a sentence; "" where nothing does.
' Without this xlwings would start whatever is called python here.
Public Function Hindrance() As String
    Dim interpreter As String

    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        If Not IsInCodePage(ExpandEnvironmentStrings("%USERPROFILE% %TEMP%")) Then
            Hindrance = Replace(TextOf("lost_letters"), "{1}", ExpandEnvironmentStrings("%USERPROFILE%"))
            Exit Function
        End If
        interpreter = GetConfig("INTERPRETER_WIN", "")
        If interpreter <> "" And Not FileExists(interpreter) Then
            Hindrance = Replace(TextOf("python_gone"), "{1}", interpreter)
            Exit Function
        End If
    #End If
    If interpreter = "" Then Hindrance = TextOf("no_python")
End Function

' Whether VBA finds files of this name: it asks for them in the code page of Windows.
Private Function IsInCodePage(ByVal path As String) As Boolean
    Dim place As Long

    For place = 1 To Len(path)
        If Chr$(Asc(Mid$(path, place, 1))) <> Mid$(path, place, 1) Then Exit Function
    Next place
    IsInCodePage = True
End Function
