/** How the key of the quick find is written on this device. */
export const findKey = (): string => (isApple() ? '⌘ K' : 'Ctrl K')

/** Whether these keys ask for the quick find. The other system's key may belong to the browser. */
export const isFindKey = (event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>): boolean =>
  event.key.toLowerCase() === 'k' && (isApple() ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent)
