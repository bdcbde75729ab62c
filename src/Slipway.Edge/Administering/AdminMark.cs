namespace Slipway.Edge.Administering;

/// <summary>Marks connections that came in over the admin socket; nothing a client sends can make one.</summary>
internal sealed class AdminMark;
