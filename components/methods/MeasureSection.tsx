import { validationLimit } from "@/lib/measure/fit/fitMeasurement";
import { driftLimit, noisySpread, promptEvery } from "@/lib/measure/plan/plan";
import { disturbance } from "@/lib/measure/plan/quietRounds";
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
        and the first runs are kept apart as warm-up. Blocks and stacks are timed side by side: all of them
        are open at once and take turns in rounds, in random order but at least half a round apart, so that
        whatever slows the machine for a second slows a stack and its blocks alike. Weights are cold, because
        a round reads as many bytes of distinct weights as the plan says; small plans open each block several
        times with weights of its own. Prompts take part in one round in {promptEvery}. Where the weights do
        not fit the memory together, they are parted into groups that are visited there and back, half of the
        rounds each way, so that an even slowdown cancels.
      </p>
      <p>
        A round whose decode steps take more than {disturbance} times those of an undisturbed round (the lower
        quartile) shared the machine with other work: it is dropped as a whole, for every block alike, and
        replaced, with at most twice as many rounds again. The figure that is fitted is the tenth percentile,
        the time undisturbed by other work; the median stands beside it with its 90 % interval from order
        statistics. A block whose ninetieth percentile still exceeds the tenth by more than a factor of{" "}
        {noisySpread} is marked as noisy.
      </p>
      <p>
        A reference block is timed at the start, in the middle and at the end, or around each group; if it
        drifts by more than {Math.round(100 * driftLimit)} %, the run says so. The browser's clock has steps
        of 5 µs on an isolated page and 100 µs on others, and the smallest times are read with that in mind.
      </p>
      <p>
        The device profile is fitted to whole blocks, because the runtime fuses their kernels: a constant for
        the step, and for each kernel class a launch, a cost of a FLOP and a cost of a byte, none of them
        negative. Attention is timed with several shares of KV heads, because one share alone cannot tell its
        arithmetic from its traffic. The fit is checked on two stacked models that it has not seen, at sizes
        between those it has. Above {Math.round(100 * validationLimit)} % of error there it is refused.
        Software adapters are labelled. The samples stay on this device.
      </p>
      <p>
        What this rests on: every graph was checked and timed on WebAssembly, in fp32, fp16 and with 4-bit
        weights, and on WebGPU in fp32 and with 4-bit weights on a software adapter. Half precision on WebGPU
        and WebNN were not at hand; the check against the reference comes before any time of theirs, too.
      </p>
    </Prose>
  );
}
