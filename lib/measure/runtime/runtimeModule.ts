import type { Env, InferenceSessionFactory, TensorConstructor, TensorFactory } from "onnxruntime-web/wasm";

/** What all entries of onnxruntime-web export and this project uses. */
export interface RuntimeModule {
  readonly InferenceSession: InferenceSessionFactory;
  readonly Tensor: TensorConstructor & TensorFactory;
  readonly env: Env;
}
