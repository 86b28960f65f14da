// <ackademy-frame moment="/playground" lang="ru" title="…"></ackademy-frame>: the page in a frame, loaded when it is seen.
// Attributes and events are described in docs/embedding.md. No dependencies, and nothing but the frame is loaded.
(() => {
  'use strict';
  const BASE = new URL('.', document.currentScript.src);
  const PARAMETERS = ['theme', 'hide', 'lock', 'storage', 'present'];
  const VERSION = 1;
  const NO_ORIGIN = 'null';

  class AckademyFrame extends HTMLElement {
    #frame = null;
    #watch = null;
    #hear = (event) => this.#take(event);

    connectedCallback() {
      if (!this.style.display) this.style.display = 'block';
      window.addEventListener('message', this.#hear);
      this.style.minHeight ||= `${this.#height()}px`;
      // Moved to another place of the page, a frame begins anew anyway.
      this.#frame?.remove();
      this.#frame = null;
      this.#watch = new IntersectionObserver((seen) => {
        if (seen.some((entry) => entry.isIntersecting)) this.#load();
      });
      this.#watch.observe(this);
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#hear);
      this.#watch?.disconnect();
    }

    /** Goes to a moment: what stands after # in a link. */
    load(moment) {
      this.#tell({ type: 'load', moment });
    }

    play() {
      this.#tell({ type: 'play' });
    }

    pause() {
      this.#tell({ type: 'pause' });
    }

    step() {
      this.#tell({ type: 'step' });
    }

    language(language) {
      this.#tell({ type: 'language', language });
    }

    #height() {
      const height = Number(this.getAttribute('height'));
      return height > 0 ? height : 560;
    }

    #address() {
      const address = new URL('embed.html', BASE);
      // Its own language, or that of the page around.
      const lang = this.closest('[lang]')?.getAttribute('lang');
      if (lang) address.searchParams.set('lang', lang);
      for (const name of PARAMETERS) {
        const value = this.getAttribute(name);
        if (value) address.searchParams.set(name, value);
      }
      if (location.origin !== NO_ORIGIN) address.searchParams.set('host', location.origin);
      address.hash = this.getAttribute('moment') ?? '';
      return address.href;
    }

    #load() {
      this.#watch.disconnect();
      const frame = document.createElement('iframe');
      frame.title = this.getAttribute('title') || 'Ackademy';
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.style.cssText = `border:0;display:block;width:100%;height:${this.#height()}px`;
      frame.src = this.#address();
      this.#frame = frame;
      this.append(frame);
    }

    #tell(message) {
      // The frame has an origin of its own, which has no name.
      this.#frame?.contentWindow?.postMessage({ ackademy: VERSION, ...message }, '*');
    }

    #take({ source, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow) return;
      if (data?.ackademy !== VERSION || typeof data.type !== 'string') return;
      if (data.type === 'height' && this.hasAttribute('auto-height')) {
        this.#frame.style.height = `${Math.max(320, Math.min(4000, Number(data.height) || 0))}px`;
      }
      this.dispatchEvent(new CustomEvent(`ackademy-${data.type}`, { detail: data, bubbles: true }));
    }
  }

  if (!customElements.get('ackademy-frame')) customElements.define('ackademy-frame', AckademyFrame);
})();
