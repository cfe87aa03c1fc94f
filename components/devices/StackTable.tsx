import { stackFigures } from "@/lib/latency/profileWords";
import type { RuntimeStack } from "@/lib/latency/runtimeStack";

interface StackTableProps {
  readonly stacks: readonly RuntimeStack[];
  readonly defaultStack: string;
}

/** The runtimes a device can be predicted with: parameters and where each comes from. */
export function StackTable({ stacks, defaultStack }: StackTableProps) {
  return (
    <section aria-label="Runtime stacks">
      <h3 className="panel-title">Runtime stacks</h3>
      <ul className="flex flex-col">
        {stacks.map((stack) => (
          <li
            key={stack.id}
            data-testid="device-stack"
            data-id={stack.id}
            className="border-t border-line py-1.5"
          >
            <p>
              <span className="font-semibold">{stack.name}</span>{" "}
              <code className="font-mono text-xs text-ink-muted">{stack.id}</code>
              {stack.id === defaultStack && (
                <span className="text-ink-muted"> · used unless another is chosen</span>
              )}
              <span className="text-ink-muted">
                {" "}
                · {stack.calibrated ? "calibrated on this device" : "modelled: not fitted on this device"}
              </span>
            </p>
            <dl className="tabular flex flex-wrap gap-x-5 gap-y-0.5">
              {stackFigures(stack).map(({ label, value }) => (
                <div key={label} className="flex gap-1.5">
                  <dt className="text-ink-muted">{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p className="max-w-[80ch] text-ink-soft">{stack.origin}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
