import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { Role, Side, type Viewer } from "../../../src/domain/access/viewer.js";
import { EvidenceFileStatus } from "../../../src/domain/evidence/evidence-file.js";
import { openCopies } from "../../../src/domain/evidence/file-copies.js";
import { acceptedType } from "../../../src/domain/evidence/file-kinds.js";
import { defaultLimits } from "../../../src/domain/evidence/file-limits.js";
import { cleanFilename, isExecutableName, savedAs } from "../../../src/domain/evidence/filename.js";
import { judgeFile, judgeHandIn, judgeQuota } from "../../../src/domain/evidence/hand-in.js";
import { readConfig } from "../../../src/server/config.js";

const shopper: Viewer = { role: Role.SHOPPER, id: "s", merchantId: null };
const merchant: Viewer = { role: Role.MERCHANT_ADMIN, id: "a", merchantId: "m" };
const dispute = {
  ...({ shopperId: "s", merchantId: "m", mediatorId: "x", status: "IN_REVIEW", closedAt: null } as const),
};
const by = (role: Role): Viewer => ({ role, id: "x", merchantId: null });
const code = (verdict: object) => ("refusal" in verdict ? (verdict.refusal as { code: string }).code : null);

it("the parties hand files in for their side until the dispute is closed", () => {
  expect(judgeHandIn(shopper, dispute)).toEqual({ side: Side.SHOPPER });
  expect(judgeHandIn(merchant, dispute)).toEqual({ side: Side.MERCHANT });
  for (const viewer of [shopper, merchant])
    expect(
      judgeHandIn(viewer, { ...dispute, status: "CLOSED", closedAt: new Date("2026-11-25T10:00:00Z") }),
    ).toMatchObject({
      refusal: { code: "STATE_CONFLICT", details: { closedAt: "2026-11-25T10:00:00.000Z" } },
    });
});

it("strangers learn nothing, and those who decide hand nothing in", () => {
  for (const viewer of [{ ...shopper, id: "other" }, { ...merchant, merchantId: "other" }, by(Role.CARRIER)])
    expect(judgeHandIn(viewer, dispute)).toEqual(judgeHandIn(viewer, null));
  for (const role of [Role.MEDIATOR, Role.SENIOR_MEDIATOR, Role.AUDITOR, Role.FRONTLINE_AGENT])
    expect(code(judgeHandIn(by(role), dispute))).toBe("FORBIDDEN");
});

it.each([
  ["image/jpeg", "image/jpeg"],
  ["Image/JPG; quality=1", "image/jpeg"],
  ["audio/x-m4a", "audio/mp4"],
  ["image/svg+xml", null],
  ["text/html", null],
  ["application/zip", null],
  ["", null],
  ["constructor", null],
])("the type %j is taken as %j", (declared, type) => {
  expect(acceptedType(declared)?.type ?? null).toBe(type);
});

const manifest = `${readConfig().datasetDirectory}/evidence/manifest.csv`;
(existsSync(manifest) ? it : it.skip)("every type of the good files of the open data set is taken", () => {
  const good = readFileSync(manifest, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("good/"))
    .map((line) => line.split(",")[3]!);
  expect(good.length).toBeGreaterThan(20);
  for (const type of good) expect([type, acceptedType(type)?.type]).toEqual([type, type]);
});

it("a file is as large as its kind may be, and no larger", () => {
  const file = { filename: "a.mp4", contentType: "video/mp4", byteSize: defaultLimits.fileBytes.VIDEO };
  expect(judgeFile(file, defaultLimits)).toMatchObject({ kind: "VIDEO", type: "video/mp4" });
  expect(judgeFile({ ...file, byteSize: file.byteSize + 1 }, defaultLimits)).toMatchObject({
    code: "FILE_TOO_LARGE",
  });
  expect(judgeFile({ ...file, contentType: "image/png" }, defaultLimits)).toMatchObject({
    code: "FILE_TOO_LARGE",
  });
});

it("a quota is used up to its last file and byte", () => {
  const limits = { ...defaultLimits, sideFiles: 3, sideBytes: 100 };
  expect(judgeQuota({ files: 2, bytes: 90 }, 10, limits)).toBeNull();
  expect(judgeQuota({ files: 2, bytes: 90 }, 11, limits)).toMatchObject({ code: "QUOTA_EXCEEDED" });
  expect(judgeQuota({ files: 3, bytes: 0 }, 1, limits)).toMatchObject({ code: "QUOTA_EXCEEDED" });
});

it.each([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["a/b.jpg", "b.jpg"],
  ["nul", "_nul"],
  ["CON.jpg", "_CON.jpg"],
  ["console.jpg", "console.jpg"],
  [".htaccess", "htaccess"],
  ["foto\u202egpj.exe", "fotogpj.exe"],
  ["foto\u0000.jpg", "foto.jpg"],
  ["ação ção 照片 📦.jpg", "ação ção 照片 📦.jpg"],
  ["cafe\u0301.jpg", "caf\u00e9.jpg"],
  [" lead.jpg", "lead.jpg"],
  ["trail.jpg. ", "trail.jpg"],
  ["a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"],
  ["half \ud83d.jpg", "half .jpg"],
  ["", "file"],
  [".", "file"],
  ["..", "file"],
  ["IMG_0001.JPG", "IMG_0001.JPG"],
])("the name %j is shown as %j", (given, shown) => {
  expect(cleanFilename(given)).toBe(shown);
});

it.each([
  ["photo.heic", "image/jpeg", "photo.jpg"],
  ["photo.HEIF", "image/jpeg", "photo.jpg"],
  ["photo.avif", "image/jpeg", "photo.jpg"],
  ["photo.heic", "image/heic", "photo.heic"],
  ["photo.JPG", "image/jpeg", "photo.JPG"],
  ["report.pdf", "application/pdf", "report.pdf"],
  ["photo.heic", null, "photo.heic"],
])("%s with bytes of %s is saved as %s", (filename, type, saved) => {
  expect(savedAs(filename, type)).toBe(saved);
});

it("a clean name stays as it is, names a file in no folder, and is not too long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const name = cleanFilename(given);
      expect(cleanFilename(name)).toBe(name);
      expect(name).toMatch(/^[^/\\\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e]+$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
    }),
  );
  expect(cleanFilename(`${"照".repeat(300)}.jpeg`)).toMatch(/^照{60,66}\.jpeg$/);
});

it.each(["a.exe", "photo.jpg.EXE", "a.svg", "a.docm", "run.sh", "a.html"])(
  "%s is a program's name",
  (name) => {
    expect(isExecutableName(name)).toBe(true);
  },
);
it.each(["a.jpg", "exe", "a.exe.jpg", "a.docx", "a.tar.gz", "mail.eml"])("%s is not", (name) => {
  expect(isExecutableName(name)).toBe(false);
});

it("nobody opens what is not examined or dangerous, and others only what is meant for them", () => {
  const file = {
    side: Side.SHOPPER,
    uploaderId: "s",
    hasShared: true,
    isRedaction: false,
    isRedacted: false,
  };
  const mediator = by(Role.MEDIATOR);
  for (const status of Object.values(EvidenceFileStatus)) {
    const isOpen = status === "ACCEPTED" || status === "SANITISED";
    for (const viewer of [shopper, mediator])
      expect(openCopies(viewer, { ...file, status })).toEqual(isOpen ? ["ORIGINAL", "SHARED"] : []);
    expect(openCopies(merchant, { ...file, status })).toEqual(isOpen ? ["SHARED"] : []);
    const alone = openCopies(merchant, { ...file, status, hasShared: false });
    expect(alone).toEqual(status === "ACCEPTED" ? ["ORIGINAL"] : []);
  }
  const carriers = {
    side: null,
    uploaderId: "x",
    hasShared: false,
    isRedaction: false,
    isRedacted: false,
    status: EvidenceFileStatus.ACCEPTED,
  };
  expect(openCopies(by(Role.CARRIER), carriers)).toEqual(["ORIGINAL"]);
});

it("where parts were removed the mediator and who checks that open the file as it was, everybody else the copy", () => {
  const common = { side: Side.SHOPPER, uploaderId: "s", status: EvidenceFileStatus.SANITISED };
  const original = { ...common, hasShared: true, isRedaction: false, isRedacted: true };
  const between = { ...common, hasShared: false, isRedaction: true, isRedacted: true };
  const copy = { ...between, isRedacted: false };
  for (const role of Object.values(Role)) {
    const sees = ([Role.MEDIATOR, Role.SENIOR_MEDIATOR, Role.AUDITOR, Role.SYSTEM] as Role[]).includes(role);
    expect([role, openCopies(by(role), original)]).toEqual([role, sees ? ["ORIGINAL", "SHARED"] : []]);
    expect([role, openCopies(by(role), between)]).toEqual([role, sees ? ["ORIGINAL"] : []]);
    expect([role, openCopies(by(role), copy)]).toEqual([role, ["ORIGINAL"]]);
    for (const status of ["EXAMINING", "REJECTED", "ERASED", "QUARANTINED"] as const)
      expect([role, openCopies(by(role), { ...copy, status })]).toEqual([role, []]);
  }
});
