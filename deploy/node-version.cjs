// First of all, and in words that the oldest Node understands: what comes after it would fail with a riddle.
'use strict'
var OLDEST = 20
var major = Number(process.versions.node.split('.')[0])
if (!(major >= OLDEST)) {
  process.stderr.write(
    'This is Node ' +
      process.versions.node +
      ', and setting up Evergraph needs Node ' +
      OLDEST +
      ' or newer (the project then brings its own). Install one from https://nodejs.org, then run the command again.\n',
  )
  process.exit(1)
}
