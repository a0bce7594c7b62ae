/** Does this when the page is hidden, also by leaving or closing it: phones say nothing else before they end it. Gives what ends that. */
export function whenHidden(act: () => unknown, page: Document = document): () => void {
  const changed = () => void (page.visibilityState === 'hidden' && act())
  page.addEventListener('visibilitychange', changed)
  return () => page.removeEventListener('visibilitychange', changed)
}
