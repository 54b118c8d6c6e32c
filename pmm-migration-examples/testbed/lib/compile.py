"""Runs inside the root file system: imports what the services import and compiles all of it, with byte code that does not
depend on time stamps, so that an image layer with fixed times still starts fast."""
import importlib
import py_compile
import sys

for name in sys.argv[1].split(","):
    importlib.import_module(name)
for module in list(sys.modules.values()):
    source = getattr(module, "__file__", None)
    if source and source.endswith(".py"):
        py_compile.compile(source, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, optimize=0)
