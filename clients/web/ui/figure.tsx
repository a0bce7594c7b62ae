/** One number with its name, large: what a page is opened for. Inside of a `<dl>`. */
export const Figure = ({ name, children }: { name: string; children: string }) => (
  <div className="min-w-0 rounded-lg border border-line bg-card p-4">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="text-lg font-bold wrap-anywhere sm:text-xl">{children}</dd>
  </div>
)
