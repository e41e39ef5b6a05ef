"""What runs in desktop Excel: the buttons' commands on the open workbook, and values to and from COM."""
