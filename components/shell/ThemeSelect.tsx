"use client";

import { Moon, Sun, SunMoon } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/Button";
import { applyThemeChoice, followTheme, type ThemeChoice, useThemeChoice } from "./theme";

const next: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: "light", light: "dark", dark: "system" };
const icons = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Steps through the themes: as the system, light, dark. */
export function ThemeSelect() {
  const choice = useThemeChoice();
  useEffect(followTheme, []);
  const Icon = icons[choice];
  const words = choice === "system" ? "as the system" : choice;
  return (
    <Button
      look="quiet"
      tip={`Theme: ${words}`}
      tipSide="end"
      icon={<Icon size={15} aria-hidden />}
      onClick={() => applyThemeChoice(next[choice])}
    />
  );
}
