import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandTable } from "@/lib/cli/commandTable";
import { dispatch } from "@/lib/cli/dispatch";

describe("the frontier command", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "frontier-"));
    writeFileSync(
      join(folder, "points.json"),
      '[{"id":"a","ms":1,"score":1},{"id":"b","ms":3,"score":4},{"id":"c","ms":4,"score":0},{"id":"d","ms":1e999,"score":9}]',
    );
    writeFileSync(join(folder, "points.csv"), "name,rate,loss\na,10,2.5\nb,20,2.9\nc,5,2.6\n");
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...argv: string[]) => dispatch(commandTable, ["frontier", ...argv]);

  it("prints front, hypervolume, reference and rejected points", async () => {
    const { out, exit } = await run(join(folder, "points.json"), "--x", "ms", "--y", "score");
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      front: [
        { index: 0, id: "a", x: 1, y: 1 },
        { index: 1, id: "b", x: 3, y: 4 },
      ],
      hypervolume: 6,
      reference: { x: 4, y: 0 },
      rejected: [{ index: 3, id: "d", x: null, y: 9 }],
    });
  });

  it("turns either axis, and reads CSV", async () => {
    const { out } = await run(join(folder, "points.csv"), "--x", "rate", "--y", "loss", "--x-max", "--y-min");
    expect(JSON.parse(out).front.map((point: { id: string }) => point.id)).toEqual(["b", "a"]);
  });

  it("takes a reference point of the user's", async () => {
    const { out } = await run(join(folder, "points.json"), "--x", "ms", "--y", "score", "--reference", "3,0");
    expect(JSON.parse(out).hypervolume).toBe(2);
  });

  it("tells wrong usage from a wrong file", async () => {
    expect((await run(join(folder, "points.json"), "--x", "ms")).exit).toBe(2);
    expect((await run(join(folder, "none.json"), "--x", "ms", "--y", "score")).exit).toBe(1);
    const unknown = await run(join(folder, "points.json"), "--x", "latency", "--y", "score");
    expect(unknown.exit).toBe(1);
    expect(unknown.err).toContain("latency");
  });
});
