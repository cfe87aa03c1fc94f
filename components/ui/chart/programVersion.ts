import packageFile from "@/package.json";

/** The program and its version, as files it writes name them. */
export const programName = `Paretoscope ${packageFile.version}`;
