"""Small frozen words of the house: text, money, periods, codes. They import nothing else of regplan."""
