"use client";

import { ChartScatter, Plus } from "lucide-react";
import { useCallback, useRef } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { FileButton, jsonFiles } from "@/components/ui/FileButton";
import { Warning } from "@/components/ui/Warning";
import type { Problem } from "@/lib/base/result";
import { DeviceReport } from "./DeviceReport";
import { DeviceTable } from "./DeviceTable";
import { FitView } from "./FitView";
import { fitFiles } from "./fitSession";
import { ownDevices, takenNames, useOwnDevices } from "./ownDevicesSession";
import { SheetForm } from "./SheetForm";
import { show, useShown } from "./shownBeside";
import { useFileDrop } from "./useFileDrop";

const icon = { size: 14, "aria-hidden": true } as const;

/** The Devices tab: every device the page knows with its evidence, and the ways to add one. */
export default function DevicesPanel() {
  const inUse = useWorkbench((state) => state.document.deviceId);
  const trouble = useOwnDevices((state) => state.trouble);
  const shown = useShown();
  const fitDropped = useCallback((files: readonly File[]) => {
    show({ kind: "fit" });
    void fitFiles(files);
  }, []);
  const openId = (shown.kind === "report" ? shown.id : null) ?? inUse;
  const panel = useRef<HTMLDivElement>(null);
  useFileDrop(panel, fitDropped);
  const beside = useRef<HTMLDivElement>(null);
  const report = (id: string | null) => {
    show({ kind: "report", id });
    // In one column the report lies below the list, out of sight of who pressed a name in it.
    if (matchMedia("(max-width: 899px)").matches) beside.current?.scrollIntoView({ block: "start" });
  };
  return (
    <div
      ref={panel}
      className="grid gap-x-6 gap-y-3 px-4 py-3 min-[900px]:grid-cols-[minmax(22rem,28rem)_minmax(0,1fr)]"
    >
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={<Plus {...icon} />} onClick={() => show({ kind: "form", id: null })}>
            Type in a device
          </Button>
          <Button icon={<ChartScatter {...icon} />} onClick={() => show({ kind: "fit" })}>
            Fit timings
          </Button>
          <ImportProfile onRead={report} />
        </div>
        <Warning>{trouble}</Warning>
        <DeviceTable openId={shown.kind === "report" ? openId : null} inUse={inUse} onOpen={report} />
      </div>
      <div ref={beside} className="min-w-0 scroll-mt-2">
        {shown.kind === "form" && <SheetForm key={shown.id} id={shown.id} onDone={report} />}
        {shown.kind === "fit" && <FitView onSaved={report} onClose={() => report(null)} />}
        {shown.kind === "report" && <DeviceReport id={openId} onEdit={(id) => show({ kind: "form", id })} />}
      </div>
    </div>
  );
}

function ImportProfile({ onRead }: { readonly onRead: (id: string) => void }) {
  const refuse = (problems: readonly Problem[]) =>
    commands.notify({ kind: "error", title: "The profile was not read", problems });
  return (
    <FileButton
      label="Read a profile file"
      accept={jsonFiles}
      testId="profile-import"
      onText={async (text) => {
        const result = await ownDevices.getState().importText(text, takenNames());
        if (!result.ok) return refuse(result.problems);
        onRead(result.value.device.id);
        commands.notify({ kind: "notice", title: `Read ${result.value.profile.name}` });
      }}
      onProblems={refuse}
    />
  );
}
