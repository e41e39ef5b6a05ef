Option Explicit
Option Private Module

' Writes a function with the names of its arguments into the active cell and opens the wizard on it.
Public Sub InsertFunction(ByVal functionName As String)
    Dim cell As Object

    Set cell = CellInFront()
    If cell Is Nothing Then
        Tell TextOf("no_cell")
        Exit Sub
    End If
    If cell.Formula <> "" Then
        If MsgBox(Replace(TextOf("replace_cell"), "{1}", cell.Address(False, False)), vbOKCancel, "IIJ Release") <> vbOK Then Exit Sub
    End If
    On Error GoTo Refused
    Enter cell, FormulaOf(functionName)
    cell.FunctionWizard
    Exit Sub
Refused:
    Tell Replace(TextOf("failed"), "{1}", Err.Description)
End Sub

' None where no workbook is in front, as in Protected View; Excel raises an error where a chart is.
Private Function CellInFront() As Object
    On Error Resume Next
    Set CellInFront = ActiveCell
End Function

Private Sub Enter(ByVal cell As Object, ByVal text As String)
    On Error GoTo WithoutSpilling
    ' Formula would write =@IIJ_YOY where arrays spill.
    cell.Formula2 = text
    Exit Sub
WithoutSpilling:
    cell.Formula = text
End Sub
