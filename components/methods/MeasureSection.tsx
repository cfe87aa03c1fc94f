import { validationLimit } from "@/lib/measure/fit/fitMeasurement";
import { driftLimit, noisySpread } from "@/lib/measure/plan/plan";
import { Prose } from "./prose";

/** How a figure measured in the browser was timed. */
export function MeasureSection() {
  return (
    <Prose>
      <p>
        Each distinct block (norm, operator, residual) is written as one ONNX graph with weights of its own
        and run by onnxruntime-web: on WebGPU where the browser gives an adapter, else on WebAssembly, with
        threads where the page is cross-origin isolated. Nothing may fall back to the processor unseen: a
        graph with a node that the back end cannot place is refused.
      </p>
      <p>
        Before anything is timed, every operator the plan uses is computed on the device at a small size, in
        decode, for two sequences and in prefill, and its output and all its states are compared with a
        double-precision reference written in TypeScript. A back end that differs by more than 10⁻⁵ in fp32,
        or 10⁻² in fp16, is refused with the figure.
      </p>
      <p>
        A time is the wall time of one run and of waiting until the device has finished it. Shader compilation
        and the first runs are kept apart as warm-up. Weights are cold: each block has several copies with
        weights of their own, and all blocks take turns in rounds that read as many bytes of weights as the
        plan says, in random order but at least half a round apart. The median stands with its 90 % interval
        from order statistics; the fitted figure is the tenth percentile, the time undisturbed by other work
        on the machine. Where the ninetieth percentile exceeds it by more than a factor of {noisySpread}, the
        block is run again.
      </p>
      <p>
        A reference block is timed before each group and at the end; if it drifts by more than{" "}
        {Math.round(100 * driftLimit)} %, the run says so. The browser's clock has steps of 5 µs on an
        isolated page and 100 µs on others, and the smallest times are read with that in mind.
      </p>
      <p>
        The device profile is fitted to whole blocks, because the runtime fuses their kernels: a constant for
        the step, and for each kernel class a launch, a cost of a FLOP and a cost of a byte, none of them
        negative. It is checked on stacked models the fit has not seen. Above{" "}
        {Math.round(100 * validationLimit)} % of error there it is refused. Software adapters are labelled.
        The samples stay on this device.
      </p>
    </Prose>
  );
}
