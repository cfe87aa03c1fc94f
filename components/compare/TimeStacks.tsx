import { partLook } from "@/components/breakdown/partLook";
import { ChartFigure } from "@/components/ui/chart/ChartFigure";
import { figureText } from "@/lib/base/figure";
import { stackedBar } from "@/lib/plot/stackedBar";
import type { CompareMember } from "@/lib/store/compareMembers";
import type { Predictions } from "@/lib/store/predictions";

interface TimeStacksProps {
  readonly members: readonly CompareMember[];
  readonly predictions: Predictions;
  readonly source: string;
}

const rowStep = 34;
const top = 20;

/** Time by operator of each design as bars on one scale. */
export function TimeStacks({ members, predictions, source }: TimeStacksProps) {
  const stacks = members.map((member) => ({
    member,
    latency: predictions.latencyOf(member.design),
  }));
  const longest = Math.max(0, ...stacks.map(({ latency }) => latency?.latencyMs.value ?? 0));
  return (
    <ChartFigure
      title="Time by operator"
      yName=""
      source={source}
      height={top + stacks.length * rowStep}
      table={{
        columns: ["design", "operator", "ms"],
        rows: stacks.flatMap(({ member, latency }) =>
          (latency?.breakdown ?? []).map(({ operator, ms }) => [member.name, operator, ms]),
        ),
      }}
    >
      {({ width }) =>
        stacks.map(({ member, latency }, row) => {
          const length = longest > 0 ? ((width - 70) * (latency?.latencyMs.value ?? 0)) / longest : 0;
          const parts = (latency?.breakdown ?? []).map(({ operator, ms }) => ({
            id: operator,
            label: partLook(operator).symbol,
            value: ms,
          }));
          return (
            <g key={member.id} transform={`translate(0,${top + row * rowStep})`} fontSize={12}>
              <text y={-3} fill="var(--ink-soft)">
                {member.name}
              </text>
              {stackedBar(parts, length).map(({ id, label, from, width: wide, fits, value }) => {
                const look = partLook(id as (typeof parts)[number]["id"]);
                return (
                  <g key={id}>
                    <title>{`${look.label}: ${figureText(value, "ms")}`}</title>
                    <rect x={from} y={2} width={Math.max(0, wide - 0.5)} height={14} fill={look.fill} />
                    {fits && (
                      <text x={from + wide / 2} y={13} textAnchor="middle" fontSize={10.5} fill={look.ink}>
                        {label}
                      </text>
                    )}
                  </g>
                );
              })}
              <text x={length + 6} y={13} fill="var(--ink)" className="tabular">
                {latency === null ? "not known" : figureText(latency.latencyMs.value, "ms")}
              </text>
            </g>
          );
        })
      }
    </ChartFigure>
  );
}
