/** Loads a classic script; those work from files too. @param {{ src: string, integrity?: string | null }} source */
export const load = (source) => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = source.src;
  if (source.integrity) Object.assign(script, { integrity: source.integrity, crossOrigin: 'anonymous' });
  script.onload = () => resolve(null);
  script.onerror = () => reject(new Error(`cannot load ${source.src}`));
  document.head.append(script);
});
