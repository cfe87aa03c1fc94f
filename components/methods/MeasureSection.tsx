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
        Before anything is timed, the block is computed on the device at a small size and compared with a
        double-precision reference written in TypeScript; a back end that disagrees is refused with the
        figure.
      </p>
      <p>
        A time is the wall time of a run and of waiting until the device has finished it. Shader compilation
        and the first runs are kept apart as warm-up. Weights are cold: each block has a ring of distinct
        copies, and blocks take turns in rounds, so that no run finds its weights in a cache. The figure is
        the median over rounds with its spread; a round that is too noisy is run again, and the clock's step
        is part of the band.
      </p>
      <p>
        The device profile is fitted from these samples by the same code as the shipped profiles and checked
        on stacked models the fit has not seen. Above 15 % of error there it is refused. Software adapters are
        labelled. The samples stay on this device.
      </p>
    </Prose>
  );
}
