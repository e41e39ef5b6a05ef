"""What any text is made of: plain signs, sentences, printed numbers, and the small words around them."""
