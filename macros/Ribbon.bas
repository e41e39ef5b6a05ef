Option Explicit

' The callbacks of customUI14.xml. Their names are our own: Excel may look for one in other add-ins too.

Public Sub IijRunCommand(control As IRibbonControl)
    RunCommand control.Tag
End Sub

Public Sub IijInsertFunction(control As IRibbonControl)
    InsertFunction control.ID
End Sub

Public Sub IijShowHelp(control As IRibbonControl)
    Dim shown As String

    shown = Replace(TextOf("help"), "{1}", PACKED_VERSION)
    If LastFailure <> "" Then shown = shown & vbLf & vbLf & Replace(TextOf("last_failure"), "{1}", LastFailure)
    Tell shown
End Sub

Public Sub IijGetLabel(control As IRibbonControl, ByRef label As Variant)
    label = TextOf(control.ID & ".label")
End Sub

Public Sub IijGetTip(control As IRibbonControl, ByRef tip As Variant)
    tip = TextOf(control.ID & ".tip")
End Sub

Public Sub IijGetFunctionTip(control As IRibbonControl, ByRef tip As Variant)
    tip = HelpOf(control.ID)
End Sub
