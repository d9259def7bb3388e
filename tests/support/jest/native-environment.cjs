/** What Jest's own modules keep among the globals for one test file. */
function isOfOneFile(key) {
  return (
    key === Symbol.for("EVENT_HANDLERS") ||
    (typeof key === "symbol" && key.description === "JEST_STATE_SYMBOL")
  );
}

/** Lets tests run among the globals of the worker itself; what Jest changes of them for one file is put back. */
class NativeEnvironment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;

  async setup() {
    // Node.js finds the lines of the source itself, as long as nobody else formats stacks.
    delete Error.prepareStackTrace;
  }

  async teardown() {
    globalThis.console = this.#console;
    process.exit = this.#exit;
    for (const key of Reflect.ownKeys(globalThis)) if (isOfOneFile(key)) delete globalThis[key];
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return null;
  }
}

module.exports = NativeEnvironment;
