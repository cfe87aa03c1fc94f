import type { EvaluationRow } from "../deviceProfile";
import type { KernelClass } from "../kernel/kernelClass";

/** One published latency beside its prediction. */
export interface PublishedLatency {
  readonly model: string;
  readonly publishedSeconds: number;
  readonly predictedSeconds: number;
  readonly loSeconds: number;
  readonly hiSeconds: number;
  /** Error of the prediction, %. */
  readonly errorPercent: number;
  /** Error with this model left out of the fit, %; equal to `errorPercent` for models that are never fitted. */
  readonly leftOutPercent: number;
  readonly fitted: boolean;
  /** Error with the constant of recurrent layers at either end of its band, %; null without recurrent layers. */
  readonly bandEndsPercent: readonly [number, number] | null;
}

/** One published throughput beside its prediction. */
export interface PublishedThroughput {
  readonly model: string;
  readonly published: number;
  readonly predicted: number;
  readonly batch: number;
  /** Cache bandwidth the published rate implies, TB/s. */
  readonly impliedTerabytes: number;
}

/** Error of a device fitted to few rows as if nobody knew it, %. */
export interface NewDeviceError {
  readonly device: string;
  readonly kernelClass: KernelClass;
  readonly rows: number;
  readonly errorPercent: number;
}

/** What `npm run eval:latency` finds, for the app and the documentation. */
export interface EvaluationReport {
  readonly kernels: readonly {
    readonly device: string;
    readonly rows: readonly EvaluationRow[];
    /** Share of all held-out rows of the device inside their 90 % interval, %. */
    readonly pooledCoveragePercent: number;
  }[];
  readonly newDevices: readonly NewDeviceError[];
  readonly latency: {
    readonly rows: readonly PublishedLatency[];
    readonly meanLeftOutPercent: number;
    readonly rankCorrelation: number;
    readonly ratios: readonly {
      readonly words: string;
      readonly published: number;
      readonly predicted: number;
    }[];
    /** Share of published latencies inside the predicted 90 % interval, %. */
    readonly coveragePercent: number;
  };
  readonly searchStudy: readonly PublishedLatency[];
  readonly throughput: {
    readonly rows: readonly PublishedThroughput[];
    readonly rankCorrelation: number;
    readonly ratio: { readonly words: string; readonly published: number; readonly predicted: number };
  };
  readonly h20: readonly {
    readonly stack: string;
    readonly timings: number;
    readonly leftOutPercent: number;
    readonly worstPercent: number;
  }[];
}
