/** Names of designs in ten languages, two of them written from right to left. */
export const namesInTenLanguages = [
  "Französisches Größenmaß",
  "Modèle éclair à très longue désignation numéro un",
  "模型一号",
  "モデル一号",
  "모델 하나",
  "نموذج واحد",
  "מודל אחד",
  "Модель раз",
  "मॉडल एक",
  "Μοντέλο ένα",
] as const;
