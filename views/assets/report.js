/*
 * A report with its recordings: a moment in the transcript or in the list of events is shown in the
 * player beside it, and the line that is being played is marked. Without JavaScript the same links
 * open the recording alone, at that moment.
 */
(() => {
  const moments = new Map();
  for (const link of document.querySelectorAll('a[data-play]')) {
    const player = document.querySelector(`video[data-player="${CSS.escape(link.dataset.play)}"]`);
    if (player === null) {
      continue;
    }
    const seconds = Number(link.dataset.seconds);
    moments.set(player, [...(moments.get(player) ?? []), { seconds, line: link.closest('li') }]);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
        return;
      }
      event.preventDefault();
      for (const other of document.querySelectorAll('video[data-player]')) {
        if (other !== player) {
          other.pause();
        }
      }
      player.currentTime = seconds;
      player.scrollIntoView({ block: 'nearest' });
      player.focus({ preventScroll: true });
      // A browser that refuses to play by itself still shows the moment.
      player.play().catch(() => undefined);
    });
  }

  for (const [player, lines] of moments) {
    const mark = () => {
      const now = player.currentTime + 0.05;
      const reached = lines.filter(({ seconds }) => seconds <= now);
      const latest = Math.max(...reached.map(({ seconds }) => seconds));
      for (const { seconds, line } of lines) {
        if (!player.paused && seconds === latest) {
          line.setAttribute('aria-current', 'time');
        } else {
          line.removeAttribute('aria-current');
        }
      }
    };
    for (const type of ['timeupdate', 'pause', 'play', 'seeked']) {
      player.addEventListener(type, mark);
    }
  }
})();
