# SPDX-License-Identifier: Apache-2.0
"""Random valid Python 3.14 programs that cover every corner of the grammar.

A grammar's part returns a list of tokens; `layout` turns tokens into text.
"""

from generator.program import program

__all__ = ["program"]
