import { useEffect } from "react";
import { measuredSubject } from "@/components/frontier/measuredSession";
import { usePredictions } from "@/components/frontier/usePredictions";
import { useWorkbench } from "@/components/shell/session";
import { measuredDecode } from "@/lib/measure/fit/measuredDecode";
import { ownId } from "@/lib/store/frontierSubjects";
import { useFittedDevice, useMeasurements } from "./measurementsSession";

/** Keeps the measured mark beside the predicted one: the design in hand, as its blocks were timed on the chosen device. */
export function useMeasuredMark(): void {
  const design = useWorkbench(({ document }) => document.design);
  const deviceId = useWorkbench(({ document }) => document.deviceId);
  const measurement = useMeasurements(({ measurements }) => measurements.find(({ id }) => id === deviceId));
  const device = useFittedDevice(measurement);
  const predictions = usePredictions();
  useEffect(() => {
    const measured = device === null ? null : measuredDecode(design, predictions.workload, device);
    if (measured === null) {
      measuredSubject.setState({ subject: null });
      return;
    }
    const { msPerToken, latencyMs, tokensPerSecond, format } = measured;
    const { latencyMs: _, tokensPerSecond: __, prefillMs: ___, ...rest } = predictions.figuresOf(design);
    measuredSubject.setState({
      subject: {
        id: `${ownId}@measured`,
        name: `${design.name}, measured in ${format}`,
        series: "own",
        published: {},
        predicted: {
          ...rest,
          msPerToken,
          ...(latencyMs && { latencyMs }),
          ...(tokensPerSecond && { tokensPerSecond }),
        },
      },
    });
  }, [design, device, predictions]);
}
