import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not found · Paretoscope" };

/** What stands at an address nothing was built for. */
export default function NotFound() {
  return (
    <div className="methods">
      <main>
        <h1 className="text-xl font-semibold">There is no page at this address</h1>
        <p className="mt-2 mb-4 max-w-prose text-base text-ink-soft">
          Designs live in the part of an address after “#”, on the workbench itself. A link that was cut short
          or typed by hand may end here.
        </p>
        <p className="flex gap-4 text-base">
          <Link href="/" className="underline hover:text-accent">
            To the workbench
          </Link>
          <Link href="/methods" className="underline hover:text-accent">
            How every number is made
          </Link>
        </p>
      </main>
    </div>
  );
}
