import { rankCorrelation } from "../../base/rankCorrelation";
import { lawError } from "../backboneBand";
import { type BackboneFormId, lossAt, referenceVocabulary } from "../backboneForm";
import { bootstrapBackbone, fitBackbone, formShares } from "../fit/fitBackbone";
import type { TrainedPoint } from "../fit/gemstones";
import type { Check, HeldOut } from "./check";
import { mean, meanAbsolute, withoutOffset } from "./statistics";

/** The 3-block shape stays in training: without it the depth term is not identified. */
const keptShape = "768x3";
const largestShapes: ReadonlySet<string> = new Set(["1280x36", "1792x18", "2560x8"]);
const trainedTo = 105e9;
const readFrom = 200e9;

/** Members a fold's bootstrap has: enough for its part of the deviation, few enough for fifteen folds. */
const foldMembers = 8;

/** Results of the backbone's held-out checks, and all their observations for calibration. */
export interface BackboneEvaluation {
  readonly checks: readonly Check[];
  readonly heldOut: readonly HeldOut[];
}

/** Every shape held out in turn, the three largest together, and late tokens from early ones. */
export function evaluateBackbone(
  points: readonly TrainedPoint[],
  progress: (message: string) => void = () => {},
): BackboneEvaluation {
  const shapes = [...new Set(points.map(({ shape }) => shape))].filter((shape) => shape !== keptShape);
  const single = shapes.flatMap((shape) => {
    progress(`held out: ${shape}`);
    return predictHeldOut(
      points.filter((point) => point.shape !== shape),
      points.filter((point) => point.shape === shape),
    );
  });
  progress("held out: the three largest");
  const largest = predictHeldOut(
    points.filter(({ shape }) => !largestShapes.has(shape)),
    points.filter(({ shape }) => largestShapes.has(shape)),
  );
  progress("held out: late tokens");
  const late = predictHeldOut(
    points.filter(({ tokens }) => tokens <= trainedTo),
    points.filter(({ tokens }) => tokens >= readFrom),
  );
  const nats = "nats/token";
  return {
    checks: [
      {
        id: "shapes",
        label: "Each shape held out in turn, mean error after one offset",
        value: meanAbsolute(withoutOffset(errorsOf(single))),
        bar: { most: 0.012 },
        unit: nats,
      },
      {
        id: "shapes-rank",
        label: "Each shape held out in turn, rank correlation",
        value: rankCorrelation(
          single.map(({ observed }) => observed),
          single.map(({ predicted }) => predicted),
        ),
        bar: { least: 0.99 },
        unit: "",
      },
      {
        id: "largest",
        label: "Three largest shapes held out together, mean error after one offset",
        value: meanAbsolute(withoutOffset(errorsOf(largest))),
        bar: { most: 0.012 },
        unit: nats,
      },
      {
        id: "largest-plain",
        label: "Three largest shapes held out together, without an offset",
        value: meanAbsolute(errorsOf(largest)),
        bar: null,
        unit: nats,
      },
      {
        id: "tokens",
        label: "Trained to 105 B tokens, read from 200 B, mean error",
        value: meanAbsolute(errorsOf(late)),
        bar: { most: 0.01 },
        unit: nats,
      },
    ],
    heldOut: [...single, ...largest, ...late],
  };
}

function errorsOf(points: readonly HeldOut[]): readonly number[] {
  return points.map(({ observed, predicted }) => predicted - observed);
}

/** Fits both forms to some points and predicts others with the deviation the app would state. */
function predictHeldOut(train: readonly TrainedPoint[], test: readonly TrainedPoint[]): readonly HeldOut[] {
  const fits = (["DK", "DWK"] as const).map((form: BackboneFormId) => ({
    form,
    coefficients: fitBackbone(form, train).coefficients,
    members: bootstrapBackbone(form, train, foldMembers, 7),
  }));
  const [dk, dwk] = [fits[0]!, fits[1]!];
  const shares = formShares(train, { DK: dk.coefficients, DWK: dwk.coefficients });
  const together = (values: readonly number[]) => shares.DK * values[0]! + shares.DWK * values[1]!;
  return test.map((point) => {
    const losses = fits.map(({ form, coefficients }) => lossAt(form, coefficients, point));
    const spread = Array.from({ length: foldMembers }, (_, member) =>
      together(fits.map(({ form, members }) => lossAt(form, members[member]!, point))),
    );
    const parameters = point.effectiveParameters - 2 * referenceVocabulary * point.width;
    return {
      label: `${point.shape} at ${(point.tokens / 1e9).toFixed(0)} B`,
      observed: point.loss,
      predicted: together(losses),
      sd: Math.hypot(
        lawError(parameters, point.depth, point.tokens),
        (losses[0]! - losses[1]!) / 2,
        Math.sqrt(mean(withoutOffset(spread).map((value) => value ** 2))),
      ),
    };
  });
}
