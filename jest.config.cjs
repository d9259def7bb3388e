/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/tests/support/jest/native-environment.cjs",
  runtime: "<rootDir>/tests/support/jest/native-runtime.cjs",
  testSequencer: "<rootDir>/tests/support/jest/longest-first.cjs",
  testMatch: ["<rootDir>/tests/**/*.test.ts"],
  // Node.js itself loads what the tests import.
  transform: {},
  globalSetup: "<rootDir>/tests/support/jest/global-setup.mjs",
  globalTeardown: "<rootDir>/tests/support/jest/global-teardown.mjs",
  setupFiles: ["reflect-metadata"],
  // A machine may have much else to do.
  testTimeout: 180_000,
  maxWorkers: 2,
};
