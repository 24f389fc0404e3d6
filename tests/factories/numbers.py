"""What makes each made-up row another."""

from itertools import count

numbers = count(1)
seasons = count()
