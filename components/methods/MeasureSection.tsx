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
        A time is the wall time of one run and of waiting until the device has finished it (on WebGPU
        onSubmittedWorkDone). Creation and the first run, with its shader compilation, are kept apart and
        shown beside the figure; two more rounds warm up and are not counted. Weights are cold: blocks take
        turns in rounds of random order, so that 128 MB of other weights on a processor, or 256 MB on a GPU,
        pass through the caches between two runs of a block; where a plan holds less, each block is opened
        several times with different weights. Inputs and states stay on the GPU, and a KV cache is one buffer
        that is read and written, as a decoder keeps it; on WebAssembly the runtime copies the cache.
      </p>
      <p>
        The figure is the tenth percentile of at least 20 runs, fewer only when a plan&apos;s time is up:
        other work on a machine only ever adds time, and sums over blocks hold for undisturbed times. The
        median and the 90th percentile stand beside it. A block whose 90th percentile is more than 1.5 times
        its tenth is measured again, at most twice, and marked if it stays so. A reference block is timed
        before each group and at the end; where it changes by more than 10 %, the device counts as busy, and
        the page says so.
      </p>
      <p>
        The device profile has the form of the shipped ones. Its kernel costs (a launch, a time for each FLOP
        and each byte, none negative) and the runtime&apos;s time of a call are fitted to whole blocks,
        because runtimes fuse kernels: least squares on relative errors, with outliers counted linearly. Each
        block is then predicted by a fit without it, and the errors give the 90 % interval. Two stacks of four
        and eight layers, which no fit sees, validate the whole; above 15 % of error the fit is refused.
      </p>
      <p>
        A measured mark on the plot is the sum over the design&apos;s own blocks as they were timed, each less
        the time of a call but one; its bar adds the medians&apos; intervals and the error the stacks showed.
        Predictions in number formats other than the measured one follow the bytes moved, count as modelled
        and have a wider band. Software adapters are labelled in the device&apos;s name. Samples stay on this
        device, and are exported with the profile as one file.
      </p>
    </Prose>
  );
}
