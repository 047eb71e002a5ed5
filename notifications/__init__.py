"""Who is told, in what words, by what road, and whether they were told."""
