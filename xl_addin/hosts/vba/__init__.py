"""The VBA side of desktop Excel: modules, ribbon and texts, packed into an .xlsm and an .xlam."""
