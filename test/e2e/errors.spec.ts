import { expect, test } from "@playwright/test";
import { expectPattern, layer, openWorkbench } from "./workbenchPage";

const first = "(d f m2 f a f m2 f)x2 (d f m2 f)x2";

/** A small legal design to break in one place. */
const legal = {
  schema: "paretoscope/design@1",
  name: "Small",
  hiddenSize: 512,
  vocabSize: 32000,
  tieEmbeddings: true,
  stages: [{ repeat: 2, layers: ["attention", "ffn", "mamba2", "ffn"] }],
  operators: {
    attention: { heads: 8, kvHeads: 2, headDim: 64, qkNorm: false, bias: false, outBias: false, rope: null },
    mamba2: { stateSize: 64, headDim: 64, expand: 2, groups: 1, convKernel: 4 },
    ffn: { intermediateSize: 1536, activation: "silu", gated: true },
  },
};

const malformed: readonly { readonly what: string; readonly text: string; readonly says: RegExp }[] = [
  {
    what: "an unknown operator",
    text: JSON.stringify({ ...legal, stages: [{ repeat: 1, layers: ["atention", "ffn"] }] }),
    says: /stages\[0\]\.layers\[0\].*attention/,
  },
  {
    what: "heads not divisible by KV heads",
    text: JSON.stringify({
      ...legal,
      operators: { ...legal.operators, attention: { ...legal.operators.attention, kvHeads: 3 } },
    }),
    says: /operators\.attention\.kvHeads.*Nearest/,
  },
  { what: "zero layers", text: JSON.stringify({ ...legal, stages: [] }), says: /stages.*at least one/ },
  {
    what: "a Mamba2 layer whose width is no multiple of its head dim",
    text: JSON.stringify({
      ...legal,
      operators: { ...legal.operators, mamba2: { ...legal.operators.mamba2, headDim: 96 } },
    }),
    says: /operators\.mamba2\.headDim.*Nearest/,
  },
  {
    what: "more than 10,000 layers",
    text: JSON.stringify({ ...legal, stages: [{ repeat: 5001, layers: ["attention", "ffn"] }] }),
    says: /10,000 layers/,
  },
  {
    what: "an unknown field",
    text: JSON.stringify({ ...legal, hidenSize: 1 }),
    says: /hidenSize.*hiddenSize/,
  },
  { what: "no JSON", text: '{ "schema": ', says: /not JSON/ },
];

test.describe("what cannot be", () => {
  for (const { what, text, says } of malformed) {
    test(`an import with ${what} names the field and the mend, and the design stays`, async ({ page }) => {
      await openWorkbench(page);
      await page.getByTestId("import").click();
      await page.getByRole("dialog").getByRole("textbox").fill(text);
      await expect(page.getByRole("dialog").getByTestId("message")).toContainText(says);
      await expect(page.getByRole("button", { name: "Open", exact: true })).toBeDisabled();
      await page.getByRole("button", { name: "Cancel", exact: true }).click();
      await expectPattern(page, first);
    });
  }

  test("a Hugging Face config is read with an account of it shown before it replaces anything", async ({
    page,
  }) => {
    await openWorkbench(page);
    await page.getByTestId("import").click();
    const config = {
      model_type: "llama",
      hidden_size: 2048,
      num_hidden_layers: 16,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      intermediate_size: 8192,
      vocab_size: 128256,
      tie_word_embeddings: true,
    };
    await page.getByRole("dialog").getByRole("textbox").fill(JSON.stringify(config));
    await expect(page.getByRole("dialog")).toContainText("Read as a Hugging Face config");
    await expect(page.getByRole("dialog")).toContainText("Read (");
    await expectPattern(page, first);
    await page.getByRole("dialog").getByRole("button", { name: /^Open/ }).click();
    await expectPattern(page, "(a f)x16");
    await page.getByTestId("undo").click();
    await expectPattern(page, first);
  });

  test("a Megatron pattern is read", async ({ page }) => {
    await openWorkbench(page);
    await page.getByTestId("import").click();
    await page.getByRole("dialog").getByRole("textbox").fill("M-M-M*-");
    await page.getByRole("dialog").getByRole("button", { name: /^Open/ }).click();
    await expect(page.getByTestId("layer").filter({ hasText: "a" })).toHaveCount(1);
  });

  test("a bad notation says where, and leaves the lane", async ({ page }) => {
    await openWorkbench(page);
    await page.getByTestId("notation").fill("(d f q)x2");
    await page.getByTestId("notation").press("Enter");
    await expect(page.getByTestId("message")).toContainText("character 6");
    await expect(page.getByTestId("layer")).toHaveCount(12);
    await page.getByTestId("notation").press("Escape");
    await expectPattern(page, first);
  });

  test("the last layer cannot be removed, and it says so", async ({ page }) => {
    await openWorkbench(page);
    await page.getByTestId("notation").fill("a");
    await page.getByTestId("notation").press("Enter");
    await layer(page, 0).focus();
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("message")).toContainText("at least one layer");
    await expectPattern(page, "a");
  });

  test("an illegal setting explains itself and offers the nearest legal one", async ({ page }) => {
    await openWorkbench(page);
    await layer(page, 4).click();
    await page.getByRole("textbox", { name: "KV heads" }).fill("5");
    await expect(page.getByTestId("message")).toContainText(/divide/);
    await page.getByRole("button", { name: "Use 4" }).click();
    await expect(page.getByRole("textbox", { name: "KV heads" })).toHaveValue("4");
    await page.getByRole("textbox", { name: "Hidden size" }).fill("2050");
    await page.getByRole("button", { name: "Use 2,048" }).click();
    await expect(page.getByRole("textbox", { name: "Hidden size" })).toHaveValue("2048");
  });
});
