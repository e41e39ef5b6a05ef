Option Explicit
Option Private Module

Private Const ENGLISH_COLUMN As Long = 2
Private Const JAPANESE_COLUMN As Long = 3
Private Const JAPANESE_LANGUAGE As Long = 1041
Private Const JAPANESE_COUNTRY As Long = 81
Private Const INTERFACE_LANGUAGE As Long = 2

' A text of the sheet Texts in the language of Excel; the key itself where there is none.
' The texts stand on a sheet because VBA source holds only what its code page has.
Public Function TextOf(ByVal key As String) As String
    Dim table As Object
    Dim place As Long

    Set table = ThisWorkbook.Worksheets("Texts")
    TextOf = key
    place = 2
    Do While table.Cells(place, 1).Value2 <> ""
        If table.Cells(place, 1).Value2 = key Then
            TextOf = InLanguage(table.Cells(place, ENGLISH_COLUMN).Value2, table.Cells(place, JAPANESE_COLUMN).Value2)
            Exit Function
        End If
        place = place + 1
    Loop
End Function

' The one of two texts that is in the language of Excel.
Public Function InLanguage(ByVal english As String, ByVal japanese As String) As String
    If IsJapanese() Then
        InLanguage = japanese
    Else
        InLanguage = english
    End If
End Function

Public Function IsJapanese() As Boolean
    Dim host As Object

    ' As an object: Excel on a Mac has no LanguageSettings, and would not compile what names them.
    Set host = Application
    On Error GoTo ByCountry
    IsJapanese = (host.LanguageSettings.LanguageID(INTERFACE_LANGUAGE) = JAPANESE_LANGUAGE)
    Exit Function
ByCountry:
    IsJapanese = (Application.International(xlCountryCode) = JAPANESE_COUNTRY)
End Function

Public Sub Tell(ByVal message As String)
    MsgBox message, vbInformation, "IIJ Release"
End Sub
