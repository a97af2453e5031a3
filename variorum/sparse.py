"""scipy's sparse matrices, imported in half the time.

scipy asks numpy for all that it has, and so imports its Fortran tools and its tests, which takes longer than scipy
itself.
"""

from types import ModuleType

import numpy  # noqa: F401 - what stands in is found as its attribute, too

from variorum.stand_ins import standing_in

with standing_in(ModuleType("numpy.f2py"), ModuleType("numpy.testing")):
    from scipy import sparse

__all__ = ["sparse"]
