Option Explicit
Option Private Module

Private Const NAME_COLUMN As Long = 1
Private Const FORMULA_COLUMN As Long = 2
Private Const HELP_COLUMN As Long = 3
Private Const ARGUMENTS_COLUMN As Long = 5

Private Const CATEGORY As String = "IIJ Release"

' Gives the function wizard its texts, in the language of Excel.
Public Sub DescribeFunctions()
    Dim wasUpdating As Boolean
    Dim wasAddIn As Boolean
    Dim wasSaved As Boolean
    Dim place As Long

    wasUpdating = Application.ScreenUpdating
    wasAddIn = ThisWorkbook.IsAddin
    wasSaved = ThisWorkbook.Saved
    ' Without its texts a function still calculates.
    On Error GoTo Restore
    Application.ScreenUpdating = False
    ' Excel refuses to edit the macros of a hidden workbook, which an add-in is.
    ThisWorkbook.IsAddin = False
    place = 2
    Do While FunctionTable().Cells(place, NAME_COLUMN).Value2 <> ""
        DescribeFunction place
        place = place + 1
    Loop
Restore:
    ThisWorkbook.IsAddin = wasAddIn
    ThisWorkbook.Saved = wasSaved
    Application.ScreenUpdating = wasUpdating
End Sub

Private Sub DescribeFunction(ByVal place As Long)
    Dim host As Object

    ' As an object: an Excel that knows less arguments would not compile the call.
    Set host = Application
    host.MacroOptions _
        Macro:="'" & ThisWorkbook.Name & "'!" & FunctionTable().Cells(place, NAME_COLUMN).Value2, _
        Description:=HelpAt(place, HELP_COLUMN), _
        Category:=CATEGORY, _
        ArgumentDescriptions:=ArgumentHelp(place)
End Sub

Private Function ArgumentHelp(ByVal place As Long) As Variant
    Dim texts() As Variant
    Dim count As Long

    Do While FunctionTable().Cells(place, ARGUMENTS_COLUMN + 2 * count).Value2 <> ""
        ReDim Preserve texts(0 To count)
        texts(count) = HelpAt(place, ARGUMENTS_COLUMN + 2 * count)
        count = count + 1
    Loop
    ArgumentHelp = texts
End Function

' The text in a column, or the Japanese one beside it.
Private Function HelpAt(ByVal place As Long, ByVal column As Long) As String
    HelpAt = InLanguage(FunctionTable().Cells(place, column).Value2, FunctionTable().Cells(place, column + 1).Value2)
End Function

' What a function gives, in the language of Excel.
Public Function HelpOf(ByVal functionName As String) As String
    HelpOf = HelpAt(RowOf(functionName), HELP_COLUMN)
End Function

' A function as it is typed, with the names of its arguments.
Public Function FormulaOf(ByVal functionName As String) As String
    FormulaOf = FunctionTable().Cells(RowOf(functionName), FORMULA_COLUMN).Value2
End Function

Private Function RowOf(ByVal functionName As String) As Long
    RowOf = 2
    Do While FunctionTable().Cells(RowOf, NAME_COLUMN).Value2 <> functionName
        RowOf = RowOf + 1
    Loop
End Function

Private Function FunctionTable() As Object
    Set FunctionTable = ThisWorkbook.Worksheets("Functions")
End Function
