/** A formula in text: what stands in `^{…}` is raised, what stands in `_{…}` lowered. */
export function Formula({ text }: { readonly text: string }) {
  // Splitting by the groups leaves plain text, the mark and its content in turn.
  const parts = text.split(/([\^_])\{([^}]*)\}/);
  return (
    <span>
      {parts.map((part, at) => {
        const key = `${at} ${part}`;
        if (at % 3 === 0) return <span key={key}>{part}</span>;
        if (at % 3 === 1) return null;
        return parts[at - 1] === "^" ? <sup key={key}>{part}</sup> : <sub key={key}>{part}</sub>;
      })}
    </span>
  );
}
