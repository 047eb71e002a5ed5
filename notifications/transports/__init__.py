"""The roads that mail takes, behind one small contract."""
