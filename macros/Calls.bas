Option Explicit
Option Private Module

' What the last call that reached no Python said; the cells show #VALUE!.
Public LastFailure As String

Private Const ERROR_MARK As String = "xl-addin:"

' Kept between calls: xlwings reads its whole configuration anew for each connection.
Private python As Object

' Calls a worksheet function in Python with the values of its arguments.
Public Function Answer(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Dim values() As Variant
    Dim place As Long
    Dim problem As String

    On Error GoTo Failed
    ReDim values(LBound(arguments) To UBound(arguments))
    For place = LBound(arguments) To UBound(arguments)
        values(place) = ValueOf(arguments(place))
    Next place
    #If Mac Then
        Err.Raise vbObjectError + 1, , TextOf("no_functions_on_mac")
    #Else
        Answer = WithErrors(Called(functionName, values))
    #End If
    Exit Function
Failed:
    problem = Err.Description
    Set python = Nothing
    LastFailure = functionName & ": " & Explained(problem)
    Answer = CVErr(xlErrValue)
End Function

' Calls Python over the connection of the last call, and over a new one where that has ended.
Private Function Called(ByVal functionName As String, ByVal values As Variant) As Variant
    If Not python Is Nothing Then
        On Error GoTo Ended
        Called = python.CallUDF(PYTHON_MODULE, functionName, values, ThisWorkbook, Application.Caller)
        Exit Function
    End If
Connect:
    On Error GoTo 0
    If Hindrance() <> "" Then Err.Raise vbObjectError + 1, , Hindrance()
    Set python = XLPy
    Called = python.CallUDF(PYTHON_MODULE, functionName, values, ThisWorkbook, Application.Caller)
    Exit Function
Ended:
    Resume Connect
End Function

' The values of a range, errors and blanks among them; an array as rows; anything else as it is,
' what was left out too.
Private Function ValueOf(Optional ByVal argument As Variant) As Variant
    If IsObject(argument) Then
        If argument.Areas.Count > 1 Then
            ValueOf = CVErr(xlErrValue)
        Else
            ValueOf = argument.Value2
        End If
    ElseIf IsArray(argument) Then
        ValueOf = InRows(argument)
    Else
        ValueOf = argument
    End If
End Function

' An array of one row arrives with one dimension.
Private Function InRows(ByRef items As Variant) As Variant
    Dim rows() As Variant
    Dim place As Long

    If Dimensions(items) <> 1 Then
        InRows = items
        Exit Function
    End If
    ReDim rows(1 To 1, LBound(items) To UBound(items))
    For place = LBound(items) To UBound(items)
        rows(1, place) = items(place)
    Next place
    InRows = rows
End Function

' The result with every marked text, alone or in an array, turned into the error it names.
Private Function WithErrors(ByVal result As Variant) As Variant
    Dim across As Long
    Dim down As Long

    If Not IsArray(result) Then
        WithErrors = OneWithError(result)
        Exit Function
    End If
    If Dimensions(result) = 1 Then
        For across = LBound(result) To UBound(result)
            result(across) = OneWithError(result(across))
        Next across
    Else
        For down = LBound(result, 1) To UBound(result, 1)
            For across = LBound(result, 2) To UBound(result, 2)
                result(down, across) = OneWithError(result(down, across))
            Next across
        Next down
    End If
    WithErrors = result
End Function

Private Function OneWithError(ByVal value As Variant) As Variant
    OneWithError = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, Len(ERROR_MARK)) = ERROR_MARK Then OneWithError = ErrorOf(Mid$(value, Len(ERROR_MARK) + 1))
End Function

' The numbers from 2045 on have names only in newer versions of Excel.
' What CVErr has no number for (#BUSY!, #EXTERNAL!, #PYTHON!) becomes #VALUE!.
Private Function ErrorOf(ByVal text As String) As Variant
    Select Case text
        Case "#NULL!": ErrorOf = CVErr(xlErrNull)
        Case "#DIV/0!": ErrorOf = CVErr(xlErrDiv0)
        Case "#VALUE!": ErrorOf = CVErr(xlErrValue)
        Case "#REF!": ErrorOf = CVErr(xlErrRef)
        Case "#NAME?": ErrorOf = CVErr(xlErrName)
        Case "#NUM!": ErrorOf = CVErr(xlErrNum)
        Case "#N/A": ErrorOf = CVErr(xlErrNA)
        Case "#GETTING_DATA": ErrorOf = CVErr(2043)
        Case "#SPILL!": ErrorOf = CVErr(2045)
        Case "#CONNECT!": ErrorOf = CVErr(2046)
        Case "#BLOCKED!": ErrorOf = CVErr(2047)
        Case "#UNKNOWN!": ErrorOf = CVErr(2048)
        Case "#FIELD!": ErrorOf = CVErr(2049)
        Case "#CALC!": ErrorOf = CVErr(2050)
        Case Else: ErrorOf = CVErr(xlErrValue)
    End Select
End Function

Private Function Dimensions(ByRef items As Variant) As Long
    Dim bound As Long

    On Error GoTo Counted
    Do
        bound = UBound(items, Dimensions + 1)
        Dimensions = Dimensions + 1
    Loop
Counted:
End Function
