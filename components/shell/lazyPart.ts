import { type ComponentType, createElement, type LazyExoticComponent, lazy } from "react";

/** The code of a part of the page did not come. */
export class PartNotLoaded extends Error {
  /** Lets the next showing of the part ask for its code anew. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super("The connection is away, or a newer version has been published.", { cause });
    this.name = "PartNotLoaded";
    this.forget = forget;
  }
}

/**
 * React's `lazy`, but for good: `lazy` keeps a failed load for as long as the page lives. Here the load fails with
 * `PartNotLoaded`, and once that has been forgotten the part loads again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  const attempt = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(() =>
      load().catch((cause: unknown) => {
        throw new PartNotLoaded(cause, () => {
          current = attempt();
        });
      }),
    );
  let current = attempt();
  return (props) => createElement(current as ComponentType<Props>, props);
}
