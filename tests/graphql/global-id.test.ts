import { fromGlobalId, toGlobalId } from "../../src/graphql/global-id.js";
import { testId } from "../support/read-world-parts.js";

describe("global ids", () => {
  it("carry every UUID there and back and refuse what is none", () => {
    for (const uuid of [
      "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff",
      testId(12, 7),
    ]) {
      const id = toGlobalId("TrackingEvent", uuid);
      expect(id).toMatch(/^tracking_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      expect(fromGlobalId("TrackingEvent", id)).toBe(uuid);
    }
    for (const id of [
      "",
      "tracking_",
      `tracking_8${"0".repeat(25)}`,
      `TRACKING_${"0".repeat(26)}`,
      `tracking_${"0".repeat(27)}`,
    ]) {
      expect(() => fromGlobalId("TrackingEvent", id)).toThrow("INVALID_ID");
    }
  });
});
