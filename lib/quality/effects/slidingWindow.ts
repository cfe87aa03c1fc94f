import { attentionSaturation, type Effect } from "./effect";

/** Context of the study that found a window of 512 short. */
const studiedContext = 8192;
const studiedWindow = 512;

/** Window layers beside layers that see everything: no loss, rather a gain. */
export const slidingWindow: Effect = {
  id: "sliding-window",
  label: "Sliding window with full layers",
  grade: "C",
  mean: -0.004,
  sd: 0.008,
  feature: ({ windowed, full, linear }) => windowed * (1 - Math.exp(-(full + linear) / attentionSaturation)),
  provenance:
    "Offset to full attention times the share of window layers, as far as other layers carry the context: 4 contrasts of 2 studies, −0.013 to 0 (arXiv:2406.07522, 2510.04800).",
};

/** Nothing but windows: the model cannot look back. */
export const windowOnly: Effect = {
  id: "window-only",
  label: "Windows without other context",
  grade: "C",
  mean: 0.014,
  sd: 0.01,
  feature: ({ windowed, full, linear, window }) => {
    if (window === null) return 0;
    // At the studied context a full-length window costs nothing; between, the cost is taken to fall with log window.
    const shortness = Math.log(studiedContext / window) / Math.log(studiedContext / studiedWindow);
    const reach = Math.exp(-(full + linear) / attentionSaturation);
    return windowed * reach * Math.min(Math.max(shortness, 0), 1.5);
  },
  provenance:
    "A stack of windows of 512 at 8k context is 0.014 nats behind full attention (arXiv:2510.04800); the fall with log window and with the share of other layers is an assumption.",
};
