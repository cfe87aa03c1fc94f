"use client";

import { Check, Copy } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { shareAddress } from "./keepDocument";

/** The address of the current document, to copy. The whole design is in it; nothing is sent anywhere. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const address = useMemo(shareAddress, []);
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Without permission the address stays selected for the browser's own copy.
      setCopied(false);
    }
  };
  return (
    <Dialog title="Share this design" onClose={onClose}>
      <p className="mb-2 text-ink-soft">
        The address holds the whole design with workload, device and view, in{" "}
        {address.length.toLocaleString("en-US")} characters. Nothing is stored on a server.
      </p>
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          aria-label="Address of this design"
          className="h-7 min-w-0 flex-1 rounded-[5px] border border-line bg-raised px-2 font-mono text-xs"
          value={address}
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" icon={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </Dialog>
  );
}
