"use client";

/** The workbench: pattern lane above, inspector, plot and estimates below it. */
export function Workbench() {
  return (
    <main className="grid min-h-dvh grid-rows-[auto_1fr]">
      <h1 className="px-3 py-2 text-base font-semibold">Paretoscope</h1>
    </main>
  );
}
