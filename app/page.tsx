import { Workbench } from "@/components/shell/Workbench";

export default function WorkbenchPage() {
  return <Workbench />;
}
