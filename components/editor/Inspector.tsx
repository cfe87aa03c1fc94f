"use client";

import { DepthWidthControl } from "./DepthWidthControl";
import { ModelFields } from "./ModelFields";
import { OperatorFields } from "./OperatorFields";

/** Everything about the design that is not its pattern: depth and width, sizes, operator settings. */
export function Inspector() {
  return (
    <aside aria-label="Inspector">
      <DepthWidthControl />
      <OperatorFields />
      <ModelFields />
    </aside>
  );
}
