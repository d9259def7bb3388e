const { pathToFileURL } = require("node:url");

// Once per process: Node.js itself loads TypeScript from then on.
const typeScript = import("tsx/esm/api").then(({ register }) => register());

/**
 * Loads a test file with Node.js's own loader, so that the files which one worker runs share the modules they import.
 * What Jest does instead, a sandbox per file, makes each of 200 files compile the platform and its libraries anew.
 * Nothing may therefore be kept in a module that a test of another file could trip over.
 */
class NativeRuntime {
  /** A framework module keeps what it knows of a test file: each file gets its own. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm(path) {
    return path.endsWith(".ts");
  }

  async unstable_importModule(path) {
    await typeScript;
    return import(pathToFileURL(path).href);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
}

module.exports = NativeRuntime;
