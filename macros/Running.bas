Option Explicit
Option Private Module

' What a command may change while it runs, and what is put back whatever happens.
Private Type ExcelState
    ScreenUpdating As Boolean
    Calculation As Long
    StatusBar As Variant
    Book As Object
    Sheet As Object
    Selected As Object
End Type

' Runs an entry point of xl_addin.hosts.excel on the active workbook.
Public Sub RunCommand(ByVal entryPoint As String)
    Dim before As ExcelState
    Dim problem As String

    If ActiveWorkbook Is Nothing Then
        Tell TextOf("no_workbook")
        Exit Sub
    End If
    problem = Hindrance()
    If problem <> "" Then
        Tell problem
        Exit Sub
    End If
    Remember before
    On Error GoTo Failed
    Application.StatusBar = TextOf(entryPoint & ".doing")
    Application.ScreenUpdating = False
    RunPython PythonCommand(entryPoint)
    ' Python has put the selection back, or moved it to what is to be looked at.
    Restore before, False
    Exit Sub
Failed:
    problem = Err.Description
    Restore before, True
    Tell Replace(TextOf("failed"), "{1}", problem)
End Sub

' One line for python -c: it must hold no double quote.
Private Function PythonCommand(ByVal entryPoint As String) As String
    PythonCommand = "import " & PYTHON_MODULE & "; " & PYTHON_MODULE & "." & entryPoint & "('" & PACKED_VERSION & "')"
End Function

Private Sub Remember(ByRef state As ExcelState)
    state.ScreenUpdating = Application.ScreenUpdating
    state.Calculation = Application.Calculation
    state.StatusBar = Application.StatusBar
    Set state.Book = ActiveWorkbook
    Set state.Sheet = ActiveSheet
    Set state.Selected = Selection
End Sub

Private Sub Restore(ByRef state As ExcelState, ByVal withSelection As Boolean)
    ' Each line stands alone: what cannot be put back must not keep the rest from it.
    On Error Resume Next
    Application.Calculation = state.Calculation
    If withSelection And ActiveWorkbook Is state.Book Then
        state.Sheet.Activate
        state.Selected.Select
    End If
    Application.ScreenUpdating = state.ScreenUpdating
    ' On a Mac RunPython returns at once, and xlwings clears the status bar when Python has ended.
    #If Not Mac Then
        Application.StatusBar = state.StatusBar
    #End If
End Sub
