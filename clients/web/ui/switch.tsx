/** Something that is on or off, at once. */
export function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex min-h-11 items-center gap-2 sm:min-h-9">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="h-6 w-10 appearance-none rounded-full border border-edge bg-sunk p-0.5 before:block before:size-4.5 before:rounded-full before:bg-ink checked:bg-brand checked:before:translate-x-4 checked:before:bg-on-brand forced-colors:w-6 forced-colors:appearance-auto forced-colors:before:hidden"
      />
      {label}
    </label>
  )
}
